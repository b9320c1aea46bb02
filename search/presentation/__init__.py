"""What a reader is shown of a document: view models made from a document, a language and the vocabularies, no queries.

Words from the catalogues are in the active language; whoever makes a view model keeps it equal to the viewpoint's.
"""
