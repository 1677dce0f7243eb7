"""What can be wrong with a pack, in words."""

from taizhang.core.decisions import Refused


class PackProblem(Refused):
    """A pack that cannot be read or would answer wrongly 政策包有问题: what, where, and what to do."""
