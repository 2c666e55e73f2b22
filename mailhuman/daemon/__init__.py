"""The daemon: watches the drafts of each account, reviews those that have rested, and keeps their notes in step.

`decide` and `backoff` are pure; `watch` carries out for one account what they say, `keeper` keeps one connection up,
`run` holds all of them together.
"""
