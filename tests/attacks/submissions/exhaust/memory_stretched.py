"""Wants one page to be stretched to four gigabytes by mremap."""

import mmap


def attack():
    page = mmap.mmap(-1, 4096)
    page.resize(2**32)
    return len(page)
