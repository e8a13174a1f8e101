"""How the head of the embedded engine is trained: annotated articles and GermEval in, `summarizer/local/head.npz` out."""
