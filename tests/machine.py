"""What the tests need from the machine besides Python packages: a Chromium. Installs it by apt where it may, else says how."""

import os
import shutil
import subprocess
import sys

NEEDS = {"chromium": "chromium"}


def missing(needs: dict[str, str] | None = None) -> list[str]:
    """Return the Debian packages whose program is not on the path."""
    return [package for program, package in (needs or NEEDS).items() if shutil.which(program) is None]


def provide(needs: dict[str, str] | None = None) -> int:
    """Install what is missing. Returns 0 when everything is there."""
    packages = missing(needs)
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", *packages], check=False, env=quiet, stdout=subprocess.DEVNULL
        )
    if still := missing(needs):
        print(f"Missing on this machine: {', '.join(still)}. Install with: sudo apt-get install -y {' '.join(still)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(provide())
