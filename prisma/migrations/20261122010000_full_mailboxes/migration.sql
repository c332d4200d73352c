-- CreateIndex
CREATE INDEX "User_full_idx" ON "User"("id") WHERE ("mailboxBytes" > 0 AND "prohibitSendQuota" <= "mailboxBytes");

-- CreateIndex
CREATE INDEX "User_nearly_full_idx" ON "User"("id") WHERE ("mailboxBytes" > 0 AND "issueWarningQuota" <= "mailboxBytes" AND ("prohibitSendQuota" IS NULL OR "prohibitSendQuota" > "mailboxBytes"));
