"""The API's manners, the same for every app: who is asking, what may come in, pages, problems, the schema."""
