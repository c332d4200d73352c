-- Messages on their way, and what mailboxes hold of them. Times are the site's: its clock can be moved.

-- A message as the transport took it; it never changes. It is kept while a queue or a mailbox holds it.
CREATE TABLE "MailItem" (
  "id" BIGSERIAL PRIMARY KEY,
  "networkMessageId" UUID NOT NULL,
  "messageId" TEXT NOT NULL,
  "server" TEXT NOT NULL,
  "sender" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "size" INTEGER NOT NULL,
  "origin" JSONB NOT NULL,
  "content" BYTEA NOT NULL,
  "receivedAt" TIMESTAMPTZ(3) NOT NULL
);
-- Compressing costs more than it saves for what is read once and dropped.
ALTER TABLE "MailItem" ALTER COLUMN "content" SET STORAGE EXTERNAL;

CREATE TABLE "MailQueue" (
  "id" BIGSERIAL PRIMARY KEY,
  "server" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "deliveryType" TEXT NOT NULL,
  "nextHopDomain" TEXT NOT NULL,
  "nextHopKey" TEXT NOT NULL,
  "nextHopCategory" TEXT NOT NULL,
  "connector" TEXT NOT NULL DEFAULT '',
  "suspended" BOOLEAN NOT NULL DEFAULT false,
  "failures" INTEGER NOT NULL DEFAULT 0,
  "lastError" TEXT,
  "lastRetryAt" TIMESTAMPTZ(3),
  "nextRetryAt" TIMESTAMPTZ(3),
  "connectingBy" UUID,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "emptySince" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "MailQueue_next_hop_key" ON "MailQueue"("server", "kind", "deliveryType", "connector", "nextHopKey");

-- A message in a queue, with those of its recipients that wait there.
CREATE TABLE "MailDelivery" (
  "id" BIGSERIAL PRIMARY KEY,
  "itemId" BIGINT NOT NULL REFERENCES "MailItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "queueId" BIGINT NOT NULL REFERENCES "MailQueue"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "state" TEXT NOT NULL DEFAULT 'Ready',
  "recipients" JSONB NOT NULL,
  "recipientCount" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "lastError" TEXT,
  "nextAttemptAt" TIMESTAMPTZ(3),
  "enqueuedAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "delayNoticeAt" TIMESTAMPTZ(3),
  "claimedBy" UUID,
  "crashes" INTEGER NOT NULL DEFAULT 0
);
-- Work is taken in order; what waits for a time, is suspended or is in somebody's hands does not stand in its way.
CREATE INDEX "MailDelivery_ready_idx" ON "MailDelivery"("queueId", "id") WHERE "state" = 'Ready';
CREATE INDEX "MailDelivery_queueId_state_id_idx" ON "MailDelivery"("queueId", "state", "id");
CREATE INDEX "MailDelivery_itemId_idx" ON "MailDelivery"("itemId");
CREATE INDEX "MailDelivery_nextAttemptAt_idx" ON "MailDelivery"("nextAttemptAt") WHERE "nextAttemptAt" IS NOT NULL;
CREATE INDEX "MailDelivery_expiresAt_idx" ON "MailDelivery"("expiresAt");
CREATE INDEX "MailDelivery_delayNoticeAt_idx" ON "MailDelivery"("delayNoticeAt") WHERE "delayNoticeAt" IS NOT NULL;
CREATE INDEX "MailDelivery_claimedBy_idx" ON "MailDelivery"("claimedBy") WHERE "claimedBy" IS NOT NULL;

-- A message in a folder of a mailbox. It stays with the mailbox when that is disconnected from its user.
CREATE TABLE "MailboxItem" (
  "id" BIGSERIAL PRIMARY KEY,
  "mailboxGuid" UUID NOT NULL,
  "folder" TEXT NOT NULL,
  "itemId" BIGINT NOT NULL REFERENCES "MailItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "fromText" TEXT NOT NULL,
  "toText" TEXT NOT NULL,
  "size" INTEGER NOT NULL,
  "read" BOOLEAN NOT NULL DEFAULT false,
  "submitted" BOOLEAN NOT NULL DEFAULT false,
  "at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "MailboxItem_folder_idx" ON "MailboxItem"("mailboxGuid", "folder", "at" DESC, "id" DESC);
CREATE INDEX "MailboxItem_itemId_idx" ON "MailboxItem"("itemId");
CREATE INDEX "MailboxItem_outbox_idx" ON "MailboxItem"("id") WHERE "submitted";

-- The message tracking logs of all servers, in the order in which events were written.
CREATE TABLE "MessageTracking" (
  "id" BIGSERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "server" TEXT NOT NULL,
  "eventId" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "messageId" TEXT NOT NULL,
  "internalMessageId" BIGINT,
  "networkMessageId" UUID,
  "senderKey" TEXT NOT NULL,
  "recipientKeys" TEXT[] NOT NULL,
  "subject" TEXT NOT NULL,
  "totalBytes" INTEGER NOT NULL,
  "details" JSONB NOT NULL
);
CREATE INDEX "MessageTracking_at_idx" ON "MessageTracking"("at" DESC, "id" DESC);
CREATE INDEX "MessageTracking_messageId_idx" ON "MessageTracking"("messageId");
CREATE INDEX "MessageTracking_senderKey_idx" ON "MessageTracking"("senderKey", "at" DESC, "id" DESC);
CREATE INDEX "MessageTracking_eventId_idx" ON "MessageTracking"("eventId", "at" DESC, "id" DESC);
CREATE INDEX "MessageTracking_recipientKeys_idx" ON "MessageTracking" USING gin ("recipientKeys");
CREATE INDEX "MessageTracking_subject_idx" ON "MessageTracking" USING gin (lower("subject") gin_trgm_ops);

-- One SMTP session each (kind Receive or Send), or one connection of a queue (Connectivity), with its lines.
CREATE TABLE "TransportSession" (
  "id" BIGSERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "server" TEXT NOT NULL,
  "connector" TEXT NOT NULL,
  "sessionId" TEXT NOT NULL,
  "localEndpoint" TEXT NOT NULL,
  "remoteEndpoint" TEXT NOT NULL,
  "lines" JSONB NOT NULL
);
CREATE INDEX "TransportSession_at_idx" ON "TransportSession"("kind", "at" DESC, "id" DESC);
CREATE INDEX "TransportSession_sessionId_idx" ON "TransportSession"("sessionId");

-- The Application log of the site's servers, as far as Exchange writes to it.
CREATE TABLE "SiteEvent" (
  "id" BIGSERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "server" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "category" TEXT NOT NULL,
  "eventId" INTEGER NOT NULL,
  "level" TEXT NOT NULL,
  "message" TEXT NOT NULL
);
CREATE INDEX "SiteEvent_at_idx" ON "SiteEvent"("at" DESC, "id" DESC);
CREATE INDEX "SiteEvent_source_idx" ON "SiteEvent"("source", "eventId", "at" DESC, "id" DESC);

CREATE TABLE "RoutingSnapshot" (
  "id" BIGSERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "server" TEXT NOT NULL,
  "trigger" TEXT NOT NULL,
  "table" JSONB NOT NULL
);
CREATE INDEX "RoutingSnapshot_at_idx" ON "RoutingSnapshot"("at" DESC, "id" DESC);

-- What the mail servers of other organizations of the simulated Internet took.
CREATE TABLE "OutsideMessage" (
  "id" BIGSERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "host" TEXT NOT NULL,
  "sender" TEXT NOT NULL,
  "recipient" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "size" INTEGER NOT NULL,
  "content" BYTEA NOT NULL
);
CREATE INDEX "OutsideMessage_recipient_idx" ON "OutsideMessage"("recipient", "at" DESC, "id" DESC);
CREATE INDEX "OutsideMessage_at_idx" ON "OutsideMessage"("at" DESC, "id" DESC);

-- Mail is delivered to a mailbox by its guid.
CREATE INDEX "User_mailboxGuid_idx" ON "User"("mailboxGuid") WHERE "mailboxGuid" IS NOT NULL;
