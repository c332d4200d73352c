-- Who is signed in to Outlook Web App. Signing out removes the row, and with it every copy of the cookie. Times are ours.
CREATE TABLE "MailboxSession" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "mailboxGuid" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailboxSession_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "MailboxSession_userId_idx" ON "MailboxSession"("userId");
CREATE INDEX "MailboxSession_createdAt_idx" ON "MailboxSession"("createdAt");
