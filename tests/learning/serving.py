"""Serves the application on a port of its own, which it prints: `python -m tests.learning.serving <database>`."""

import sys

from werkzeug.serving import make_server

from tests.conftest import make_app

if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, make_app(sys.argv[1]), threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()
