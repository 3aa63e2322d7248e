"""The demonstration: an invented province whose agencies publish reports as real ones do.

`python -m demo` writes the reports as files, brings them in by the program's own commands, publishes them
and says how many wholes came out right: the writer knows the truth of every figure. Nothing here is real.

    places, world     who reports, and what is true of each agency and year
    texts/, facts.yml what reports say and what their figures mean: data
    numbers, say      a figure as a report prints it; a sentence with its figures
    prose, tables, disclosure, bulletins    whole documents
    plan              which documents there are, in which format, with which fault
    files/            a document as TXT, HTML, DOCX, XLSX or PDF
    run, score        the way through the pipeline, and what came out of it
"""

STAMP = "演示数据（虚构）"  # what every page, picture and export says
