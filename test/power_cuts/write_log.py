#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the log of a disk's writes, in the form of Linux' dm-log-writes (Documentation/admin-guide/device-mapper/log-writes.rst).

write_log.py points LOG MARKS SEED: the points at which the power may fail, a line each: a name, and the writes that have
    reached the disk by then and were not yet there for certain at the point of the lines before. The number of a write is that
    of its sector in the log.
write_log.py apply LOG IMAGE NUMBER...: does these writes to IMAGE.

What has been written before a flush is there after it. Of what comes behind, a disk keeps what it likes: all up to some
write, or any other part of it.
"""
import struct
import sys

SECTOR = 512
FLUSH, DISCARD = 1, 4
MAGIC = 0x6A736677736872
BETWEEN = 3  # points tried of each kind between two flushes


class Write:
    def __init__(self, log, number):
        log.seek(number * SECTOR)
        self.number = number
        self.sector, self.sectors, self.flags, _ = struct.unpack("<QQQQ", log.read(32))
        self.carried = 0 if self.flags & DISCARD else self.sectors  # sectors in the log

    def content(self, log):
        log.seek((self.number + 1) * SECTOR)
        return log.read(self.carried * SECTOR)


def writes(log):
    """All of them, in their order."""
    magic, version, count, sector_size = struct.unpack("<QQQI", log.read(28))
    if (magic, version, sector_size) != (MAGIC, 1, SECTOR):
        sys.exit("this is no log of writes in sectors of %d bytes" % SECTOR)
    number = 1
    for _ in range(count):
        write = Write(log, number)
        yield write
        number += 1 + write.carried


def some(numbers, most):
    """At most so many of them, evenly spread."""
    return numbers[:: max(1, -(-len(numbers) // most))]


def points_between(pending, chance):
    """Names and parts of the pending writes: beginnings, and what is left of them when some are lost."""
    for length in some(range(1, len(pending)), BETWEEN):
        yield "up-to-%d" % length, pending[:length]
    if len(pending) > 1:
        for turn in range(BETWEEN):
            yield "part-%d" % turn, [number for number in pending if chance.random() < 0.5]


def print_points(log, marks, seed):
    import random  # which takes its time, and is needed once

    chance = random.Random(seed)
    phase, flush, pending = "begin", 0, []
    for write in writes(log):
        if write.sectors and write.sector >= marks:
            phase = write.content(log).split(b"\n")[0].decode().replace(" ", ":")
            print(phase, "mark", *pending)
            continue
        if write.carried:
            pending.append(write.number)
        if write.flags & FLUSH:
            for name, part in points_between(pending, chance):
                print(phase, "%d-%s" % (flush, name), *part)
            flush += 1
            print(phase, "flush", *pending)
            pending = []


def apply(log, image, numbers):
    for number in numbers:
        write = Write(log, number)
        image.seek(write.sector * SECTOR)
        image.write(write.content(log))


if sys.argv[1] == "points":
    with open(sys.argv[2], "rb") as log:
        print_points(log, int(sys.argv[3]), int(sys.argv[4]))
else:
    with open(sys.argv[2], "rb") as log, open(sys.argv[3], "r+b") as image:
        apply(log, image, map(int, sys.argv[4:]))
