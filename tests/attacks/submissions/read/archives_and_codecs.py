"""Wants the bank by readers of compressed files, archives and odd encodings."""

import bz2
import codecs
import gzip
import lzma
import zipfile


def attack():
    openers = (
        lambda path: codecs.open(path, "r", "latin-1").read(),
        lambda path: list(__import__("fileinput").input(path)),
        lambda path: gzip.open(path).fileobj,
        lambda path: bz2.open(path).fileno(),
        lambda path: lzma.open(path).fileno(),
        lambda path: zipfile.ZipFile(path).filename,
        lambda path: zipfile.is_zipfile(path),
        lambda path: __import__("tarfile").open(path).name,
        lambda path: __import__("zipimport").zipimporter(path).archive,
    )
    for path in ("$BANK", "$ANSWERS"):
        for opener in openers:
            try:
                found = opener(path)
            except BaseException:
                continue
            if found:
                return found
