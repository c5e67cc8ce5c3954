"""Officers and agencies as NĐ 61/2018 evaluates them: nine indices, scored from events and people's slips."""
