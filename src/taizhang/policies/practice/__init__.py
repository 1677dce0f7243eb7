"""Practice without a national rule 办事惯例: plan projects by local measures, how a report tells its figures."""
