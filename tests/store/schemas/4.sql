BEGIN TRANSACTION;
CREATE TABLE addresses (
        contact VARCHAR NOT NULL, place INTEGER NOT NULL, email VARCHAR NOT NULL, PRIMARY KEY (contact, place),
        FOREIGN KEY(contact) REFERENCES contacts (uid) ON DELETE CASCADE);
INSERT INTO "addresses" VALUES('a',0,'ada@falk.example');
INSERT INTO "addresses" VALUES('a',1,'a.falk@acme.example');
CREATE TABLE contacts (
        uid VARCHAR NOT NULL PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL, preferred_name TEXT NOT NULL,
        former_names JSON NOT NULL, title TEXT NOT NULL, pronunciation TEXT NOT NULL, pronouns TEXT NOT NULL,
        language TEXT NOT NULL, timezone TEXT NOT NULL, keep_in_touch INTEGER, deceased BOOLEAN NOT NULL,
        mention VARCHAR NOT NULL);
INSERT INTO "contacts" VALUES('a',0,'Ada Falk','Ada','["Ada \u00d6z"]','Dr','AY-da','she/her','en','Europe/London',90,0,'if-raised');
INSERT INTO "contacts" VALUES('b',1,'Bo Ames','','[]','','','','','',NULL,1,'free');
CREATE TABLE history (
        place INTEGER NOT NULL PRIMARY KEY, at VARCHAR NOT NULL, outcome VARCHAR NOT NULL, contact VARCHAR NOT NULL,
        rule VARCHAR NOT NULL, category VARCHAR NOT NULL, kind VARCHAR NOT NULL, fact VARCHAR NOT NULL,
        text TEXT NOT NULL, suggestion VARCHAR NOT NULL, lineage VARCHAR NOT NULL, scope VARCHAR NOT NULL,
        reason TEXT NOT NULL);
INSERT INTO "history" VALUES(0,'2026-03-10T12:00:00+01:00','taken','ada@falk.example','trip','trip','touch','f00d','How was Lisbon?','s1','l1','this','');
INSERT INTO "history" VALUES(1,'2026-03-10T12:00:00+01:00','dismissed','ada@falk.example','hobby','hobby','touch','','','s2','l1','rule','no; not now');
CREATE TABLE locks (id VARCHAR NOT NULL PRIMARY KEY, way VARCHAR NOT NULL, salt VARCHAR NOT NULL, cost INTEGER NOT NULL, proof VARCHAR NOT NULL);
CREATE TABLE looks (account VARCHAR NOT NULL, folder VARCHAR NOT NULL, uidvalidity BIGINT NOT NULL, uidnext BIGINT NOT NULL, floor BIGINT NOT NULL, PRIMARY KEY (account, folder));
INSERT INTO "looks" VALUES('work','Drafts',4294967295,8,2);
CREATE TABLE mailhuman_schema (
	version INTEGER NOT NULL
);
INSERT INTO "mailhuman_schema" VALUES(4);
CREATE TABLE notes (
        contact VARCHAR NOT NULL, place INTEGER NOT NULL, kind VARCHAR NOT NULL, text TEXT NOT NULL, date VARCHAR,
        approximate BOOLEAN NOT NULL, learned VARCHAR, source VARCHAR NOT NULL, told_by TEXT NOT NULL, "by" VARCHAR,
        mention VARCHAR, about TEXT NOT NULL, deceased BOOLEAN NOT NULL, PRIMARY KEY (contact, place),
        FOREIGN KEY(contact) REFERENCES contacts (uid) ON DELETE CASCADE);
INSERT INTO "notes" VALUES('a',0,'trip','Lisbon, it''s "late"
then Porto','2026-03-10',1,'2026-02','third-party','Bo',NULL,'never','Emma (daughter)',1);
INSERT INTO "notes" VALUES('a',1,'promise','send the slides','--03-10',0,NULL,'told','','me',NULL,'',0);
CREATE TABLE switches (
        target VARCHAR NOT NULL, person VARCHAR NOT NULL, folder VARCHAR NOT NULL, place INTEGER NOT NULL,
        enabled BOOLEAN NOT NULL, PRIMARY KEY (target, person, folder));
INSERT INTO "switches" VALUES('trip','ada@falk.example','Drafts',0,0);
CREATE TABLE traces (
        account VARCHAR NOT NULL, folder VARCHAR NOT NULL, lineage VARCHAR NOT NULL, uidvalidity BIGINT NOT NULL,
        uid BIGINT NOT NULL, refs JSON NOT NULL, recipients JSON NOT NULL, subject VARCHAR NOT NULL,
        marks JSON NOT NULL, seen VARCHAR NOT NULL, born VARCHAR NOT NULL, PRIMARY KEY (account, folder, lineage));
INSERT INTO "traces" VALUES('work','Drafts','l1',4294967295,7,'["0b901187402b80b2"]','["392fb93eda2ff15f"]','845e91831319e89c','["15bfbb13", "75018539", "c69904d6", "f8081503"]','2026-03-10T12:00:00+01:00','2026-03-10T12:00:00+01:00');
CREATE TABLE watched (account VARCHAR NOT NULL, folder VARCHAR NOT NULL, lineage VARCHAR NOT NULL, uidvalidity BIGINT NOT NULL, uid BIGINT NOT NULL, digest VARCHAR NOT NULL, verdict VARCHAR NOT NULL, revision VARCHAR NOT NULL, reviewed VARCHAR NOT NULL, sent_from BIGINT NOT NULL, offered JSON NOT NULL, note_uidvalidity BIGINT NOT NULL, note_uid BIGINT NOT NULL, enough BOOLEAN NOT NULL, warned JSON NOT NULL, PRIMARY KEY (account, folder, lineage));
INSERT INTO "watched" VALUES('work','Drafts','l1',4294967295,7,'d1','hint','r1','2026-03-10T12:00:00+01:00',5,'[{"rule": "trip", "category": "trip", "kind": "touch", "fact": "f00d", "suggestion": "s1", "contact": "c1", "wordings": [[3, "h1"]]}]',9,4,1,'["w1"]');
CREATE TABLE woken (rule VARCHAR NOT NULL PRIMARY KEY, at VARCHAR NOT NULL);
INSERT INTO "woken" VALUES('pet','2026-03-10T12:00:00+01:00');
CREATE INDEX ix_addresses_email ON addresses (email);
CREATE INDEX ix_history_contact ON history (contact);
COMMIT;
