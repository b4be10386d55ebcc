"""Whether this machine lets a program be traced, as strace does; sandboxes may not."""

import subprocess

from .row import Skip

TRIAL = ("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=close", "-e",
         "inject=close:error=EIO:when=65535", "true")


def ensure():
    if subprocess.run(TRIAL, capture_output=True, check=False).returncode != 0:
        raise Skip("the system does not allow programs to be traced here")
