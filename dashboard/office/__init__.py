"""Views as files of the office: slides, memos, workbooks. Pure: sheets in, bytes out."""
