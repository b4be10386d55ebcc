"""File systems of the row's own: small ones that fill up, and ones that cannot be written. Without
root the row runs itself again in a name space where it may mount."""

import os
import subprocess
import sys

from .row import Skip

INSIDE = "TUBAN_RELIABILITY_MOUNTS"


def _can_mount(prefix):
    trial = "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d && umount $d; c=$?; rmdir $d; exit $c"
    return subprocess.run([*prefix, "sh", "-c", trial], capture_output=True, check=False).returncode == 0


def ensure(name_space=("unshare", "--map-root-user", "--mount")):
    """Returns where mounting works; else runs the program again where it does, or skips."""
    if os.environ.get(INSIDE) or (os.geteuid() == 0 and _can_mount(["unshare", "--mount"])):
        if os.environ.get(INSIDE):
            return
        name_space = ("unshare", "--mount")
    elif not _can_mount(name_space):
        raise Skip("neither root nor an unprivileged name space may mount a file system here")
    environment = dict(os.environ, **{INSIDE: "1"})
    os.execvpe(name_space[0], [*name_space, sys.executable, "-B", *sys.argv], environment)


def mount(folder, size):
    os.makedirs(folder, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)


def make_read_only(folder):
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)


def unmount(folder):
    subprocess.run(["umount", folder], check=True)
