"""How solid a pairing is: the noise of answers, the choice of method, and the cost of a change."""
