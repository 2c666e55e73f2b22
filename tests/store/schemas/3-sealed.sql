BEGIN TRANSACTION;
CREATE TABLE addresses (
        contact VARCHAR NOT NULL, place INTEGER NOT NULL, email VARCHAR NOT NULL, PRIMARY KEY (contact, place),
        FOREIGN KEY(contact) REFERENCES contacts (uid) ON DELETE CASCADE);
INSERT INTO "addresses" VALUES('a',0,'G/HPCGRe6tvf7/qddr/78M1ujcJn23Bv2hc9UJFmSbI=');
INSERT INTO "addresses" VALUES('a',1,'z+CfovanOXU5OgrWZjOi7tcq+SN8yurdJ5bFgKZGQj4d8kI=');
CREATE TABLE contacts (
        uid VARCHAR NOT NULL PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL, preferred_name TEXT NOT NULL,
        former_names JSON NOT NULL, title TEXT NOT NULL, pronunciation TEXT NOT NULL, pronouns TEXT NOT NULL,
        language TEXT NOT NULL, timezone TEXT NOT NULL, keep_in_touch INTEGER, deceased BOOLEAN NOT NULL,
        mention VARCHAR NOT NULL);
INSERT INTO "contacts" VALUES('a',0,'e2KzHwmpY0C0bUWLFOLXJsr/uPvKsGle2OB6zGf542R8Plw6R2koF0zF9/kh1ReUg6IZyIhnXNr6U/rMsrMtBQELFJxoXIaDR6YBQemzAnqw8gP4QFysltN+UdWw5iTUm90XdzdMkLnkcWCMFInmVTPKZow0BR5q80t3kFqIihPM7ckZ3ZPt76dhHLUmvyZ0GAUaWH2aRvNU40OnIw6zY57EP4HCpljn/dESC+D9HfthWiR1xqt3J2jxKLpc6re21vElluzBEMY1UcxYgejPADlWh3nuMlb1BWwaEc5CwzEMSHY=','','[]','','','','','',NULL,0,'');
INSERT INTO "contacts" VALUES('b',1,'kr4G6crHPbdReCM5k68v0q5vMtj84+Bh3UWz6zEjKGx9FPr7amkgaC6FSyzFGL+3GnJGHFfLINrIDAdZk5e84zowWQ==','','[]','','','','','',NULL,0,'');
CREATE TABLE history (
        place INTEGER NOT NULL PRIMARY KEY, at VARCHAR NOT NULL, outcome VARCHAR NOT NULL, contact VARCHAR NOT NULL,
        rule VARCHAR NOT NULL, category VARCHAR NOT NULL, kind VARCHAR NOT NULL, fact VARCHAR NOT NULL,
        text TEXT NOT NULL, suggestion VARCHAR NOT NULL, lineage VARCHAR NOT NULL, scope VARCHAR NOT NULL,
        reason TEXT NOT NULL);
INSERT INTO "history" VALUES(0,'','','','','','','','V1/eiHIppFiOc2f/vdqvMWXmr/fzqehusxU324vKakqyxLEz4qV8rHpSQKvsje5yGRTAZS1xEVVqZCi6FjrfcORKOGycXrGppxvYk3tqnWF2EZqZ5DjP51WOMko3pf4pEA7JzhoOkKVPlLXxpJabV2Zjwu49uLGv4ZWyOmbmAwThmc/hcA1hdyreHkERrndGQS9Fnvx0/voWq86YHHSHHbcI4ApGpBTeE6pG19+3+HOP/dcd9IZAKWX78Ik7DEMMRzDGshes2FhtinL0KeKAidvY60tK64/1kDHFR0oMmD7+0XCG6Hr7','','','','');
INSERT INTO "history" VALUES(1,'','','','','','','','ltV1FzwNR+77qE38yHAshtwoVifv2Rm+9DMzOQf+qGSamTSnCz4/tC9CJq2lkAoiysPpoNQpIIGRuCDjrWL0/g1/nQmu9iMlMcWCejkwmiTovk0vI1gq1Bon40h1xpCZzwC4VcGXR8V3diOL8og2QXX7Pjw2eGpqjTd0TUFFbmuZk+/8Y1v4VYhr1My0lLlRVAnzp6hmogtqM1LB/TVMucD9xIUY/NuopNfNJOpar8K6PdH6Ftmo3cUTudVHA5TBf26Zlez0QeKbbi217I7C5Q7uSvn1lxnMCD0fjls=','','','','');
CREATE TABLE locks (id VARCHAR NOT NULL PRIMARY KEY, way VARCHAR NOT NULL, salt VARCHAR NOT NULL, cost INTEGER NOT NULL, proof VARCHAR NOT NULL);
INSERT INTO "locks" VALUES('18205bae28db942f999801c929f0a4a7','passphrase','46e59cee364d50573fff861b3daa771e',10,'dceVe/Fn0m+ZaXinr7DetV8UJbo125QMYA==');
CREATE TABLE mailhuman_schema (
	version INTEGER NOT NULL
);
INSERT INTO "mailhuman_schema" VALUES(3);
CREATE TABLE notes (
        contact VARCHAR NOT NULL, place INTEGER NOT NULL, kind VARCHAR NOT NULL, text TEXT NOT NULL, date VARCHAR,
        approximate BOOLEAN NOT NULL, learned VARCHAR, source VARCHAR NOT NULL, told_by TEXT NOT NULL, "by" VARCHAR,
        mention VARCHAR, about TEXT NOT NULL, deceased BOOLEAN NOT NULL, PRIMARY KEY (contact, place),
        FOREIGN KEY(contact) REFERENCES contacts (uid) ON DELETE CASCADE);
INSERT INTO "notes" VALUES('a',0,'','ArFwXPfcJeiseOpCSATW7SJEbRwjgK448jKApq4BLpdS2e34EHXnOpA3CbOMRFRMD4fsU+Woyy7EcD/TUA7pJazomsj2meHwqnP1DT4droTrT1VDL8pOkJkSYOVGfL2uknRLwEbGOeLq8VceGKklZ6NNElHdDZ1fwnIFbGxu4McJalSXQ6XqoOpTSI6HaywJTyTRrlDF6WDVJWnaC0fZqmxy2lRinrVHSSQYM9ScDwcWw/U57m0yKcYmYAycGL/eDQ7wTeMd0thpU1NLmAyZPArLN5+bW1a9FsZexbJlQBWoq6AnlLwl',NULL,0,NULL,'','',NULL,NULL,'',0);
INSERT INTO "notes" VALUES('a',1,'','bT6DSn2WdNRNRYQwcxwdasCXvKAqOVow9jkjdULhDbI65dRYpLZ1LzA05VUK0WohVU7Bw0o3eQFsi2tjVq59vu7arH7FK7lDH9rpnDvAvJiC6GMTv5MupMFyWg+rVw7rvgAZ5+OZ',NULL,0,NULL,'','',NULL,NULL,'',0);
CREATE TABLE switches (
        target VARCHAR NOT NULL, person VARCHAR NOT NULL, folder VARCHAR NOT NULL, place INTEGER NOT NULL,
        enabled BOOLEAN NOT NULL, PRIMARY KEY (target, person, folder));
INSERT INTO "switches" VALUES('trip','G/HPCGRe6tvf7/qddr/78M1ujcJn23Bv2hc9UJFmSbI=','Drafts',0,0);
CREATE TABLE traces (
        account VARCHAR NOT NULL, folder VARCHAR NOT NULL, lineage VARCHAR NOT NULL, uidvalidity BIGINT NOT NULL,
        uid BIGINT NOT NULL, refs JSON NOT NULL, recipients JSON NOT NULL, subject VARCHAR NOT NULL,
        marks JSON NOT NULL, seen VARCHAR NOT NULL, born VARCHAR NOT NULL, PRIMARY KEY (account, folder, lineage));
INSERT INTO "traces" VALUES('work','Drafts','l1',4294967295,7,'[]','[]','j2XWWGGP/mYwlRcJe3Po7mAJtXomRKI+zSSdi9cFtv3+KolKk3xN9AbOaNdW43tTJnfFQGmzbRv1TaN/vhqG5U9C8EGhjtj0hLjNNLvZUOcT5aA6lo+qqTtnBdXPUGBJgU++jtWOt7m4tHF7hW+Nt9wEkg1oCjkgI5DvjJjUNkr4ikohRlDoGyggrbSkQLpkS8uxbRcm1UxZhJdOuHeLo1uF','[]','2026-03-10T12:00:00+01:00','2026-03-10T12:00:00+01:00');
CREATE TABLE woken (rule VARCHAR NOT NULL PRIMARY KEY, at VARCHAR NOT NULL);
INSERT INTO "woken" VALUES('pet','2026-03-10T12:00:00+01:00');
CREATE INDEX ix_addresses_email ON addresses (email);
CREATE INDEX ix_history_contact ON history (contact);
COMMIT;
