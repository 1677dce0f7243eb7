"""Events of the bureau 活动: training, popularisation, matchmaking, visits."""
