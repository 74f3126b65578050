"""Training of the weights that kg ships, and of a user's own: parser, morphology and names.

``treebank`` and ``names`` read annotated data, ``augmentation`` varies it, ``run`` trains with spaCy's own loop,
``evaluation`` measures, ``cli`` is the command. What comes out is a folder that ``kg.load_pipeline`` reads.
"""
