"""The application on a port of its own, for the length of a block."""

from contextlib import closing, contextmanager
from threading import Thread

from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator


@contextmanager
def serving(app):
    """Yield the address at which `app` is served."""
    server = make_server("127.0.0.1", 0, _read_whole(app), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()


def _read_whole(app):
    """Close what the application answers with before it is sent.

    When a browser leaves in the middle of an answer, the test server forgets to; a file left open is an error here.
    """

    def answer(environ, start_response):
        with closing(ClosingIterator(app(environ, start_response))) as parts:
            return [b"".join(parts)]

    return answer
