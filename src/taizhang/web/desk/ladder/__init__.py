"""The ladder 企业梯队: every rung with its enterprises, who can rise this year, who may fall out, what each lacks."""
