"""Documents in the layout of GB/T 9704-2012 《党政机关公文格式》: a notice with its plan, the tasks of one office.

What the standard says is `layout`; the rest puts it into a document of Word.
"""
