"""The page 审核: a document with every numeral marked, decisions by keyboard.

payload     what the pane shows of a review: plain values
asks        what the pane asks for: decisions, undoing, drafts of new figures
pane        the pane itself, a Streamlit component of local files (js/, pane.css)
page        the page around it
"""
