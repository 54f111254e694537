"""Run untrusted student code in a confined child process."""
