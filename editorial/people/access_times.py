"""How long requests to be let in wait, and how long they are kept."""

import datetime

#: The link that confirms the address works this long; then the request is deleted.
CONFIRM_WITHIN = datetime.timedelta(days=7)
#: After this, who answers is reminded once.
REMIND_AFTER = datetime.timedelta(days=7)
#: After this, the coordinators of the home portal see the request too.
COORDINATORS_AFTER = datetime.timedelta(days=14)
#: After this, the person hears that nobody has answered.
EXPIRE_AFTER = datetime.timedelta(days=42)
#: What the person wrote is deleted so long after the answer.
KEEP_ANSWERED = datetime.timedelta(days=30)
