"""The leader's page 领导一屏: at most twelve figures, what needs a decision, streets, the years before."""
