import sqlite3


def setting(customer: int, key: str) -> str:
    with sqlite3.connect("data/review.db") as db:
        return db.execute("select value from settings where customer = ? and key = ?", (customer, key)).fetchone()[0]
