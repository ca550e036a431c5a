"""The parts of the meeting's pages that are repeated, or that change while one looks, as HTML.

Built directly, as the grid is. Every name and every free text goes through ``visning``. What stands in the live area
(``levande``) is drawn anew for every colleague when something has changed, and merged by ``static/js/mote/morf.js``:
whatever is to keep its place there has an id.
"""
