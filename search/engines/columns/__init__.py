"""The read model as columns in the process: one array per property, one place (*slot*) in each per listing.

| module | what |
|---|---|
| ``store`` | the columns of now: which version there is, what is loaded, what is added |
| ``status`` | what they take of memory and time |
| ``rows`` | rows of the database, as they are loaded |
| ``columns`` | all arrays together, and how rows are added |
| ``facts``, ``members``, ``spans``, ``terms``, ``times``, ``titles`` | the arrays, each with its questions |
| ``view`` | what a query's portal shows at its moment, and when it takes place |
| ``filters``, ``scores``, ``facets``, ``order`` | the parts of an answer |
| ``selection``, ``calendar``, ``districts``, ``completion``, ``engine`` | the answers |
"""
