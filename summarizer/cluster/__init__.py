"""A batch on many machines (dask.distributed): workers check, the process that began the batch asks, keeps and writes."""
