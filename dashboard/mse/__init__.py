"""The dark number from overlapping lists: what is stored of the published table, and what a reader computes."""
