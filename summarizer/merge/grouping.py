"""What belongs together: pairs become groups."""

from collections import defaultdict
from collections.abc import Callable


class Groups:
    """Places from 0, joined into groups; a group goes by its first place."""

    def __init__(self, size: int) -> None:
        """Begin with each place on its own."""
        self._leader = list(range(size))
        self._members: dict[int, list[int]] = {}

    def __len__(self) -> int:
        """Return how many places there are."""
        return len(self._leader)

    def find(self, place: int) -> int:
        """Return the first place of the group that a place is in."""
        while self._leader[place] != place:
            self._leader[place] = self._leader[self._leader[place]]
            place = self._leader[place]
        return place

    def members(self, place: int) -> list[int]:
        """Return the places of a group, in the order in which they came."""
        leader = self.find(place)
        return self._members.get(leader, [leader])

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._members[first] = self.members(first) + self.members(second)
            self._members.pop(second, None)
            self._leader[second] = first

    def join_unless(self, one: int, other: int, clash: Callable[[int, int], bool], *, most: int) -> bool:
        """Make two groups one unless members of them clash, of which the first `most` are asked; say whether they are one."""
        left, right = self.members(one), self.members(other)
        if self.find(one) == self.find(other):
            return True
        if any(clash(mine, theirs) for mine in left[:most] for theirs in right[:most]):
            return False
        self.join(one, other)
        return True

    def groups(self) -> list[list[int]]:
        """Return the groups, each in order, by their first places."""
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._leader)):
            found[self.find(place)].append(place)
        return list(found.values())
