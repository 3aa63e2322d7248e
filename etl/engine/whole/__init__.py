"""Prove which figures of a document are wholes: the total of their indicator, scope and period.

What nothing proves to be the total never stands as one. `prove` weighs the candidates of one document,
`evidence` says what the text states of each, `sums` adds up parts, `doubts` names what speaks against one.
"""

from etl.engine.whole.doubts import DOUBTS
from etl.engine.whole.prove import prove_wholes

__all__ = ["DOUBTS", "prove_wholes"]
