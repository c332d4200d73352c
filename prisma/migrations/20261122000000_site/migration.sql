-- The search box of the users list looks inside words.
CREATE EXTENSION IF NOT EXISTS pg_trgm;


-- CreateTable
CREATE TABLE "SiteObject" (
    "id" UUID NOT NULL,
    "class" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "properties" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SiteObject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "logonName" TEXT NOT NULL,
    "logonKey" TEXT NOT NULL,
    "accessLevel" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "vpn" BOOLEAN NOT NULL DEFAULT false,
    "remoteWebAccess" BOOLEAN NOT NULL DEFAULT false,
    "passwordHash" TEXT NOT NULL,
    "passwordChangedAt" TIMESTAMPTZ(3) NOT NULL,
    "mailboxGuid" UUID,
    "alias" TEXT,
    "aliasKey" TEXT,
    "primaryAddress" TEXT,
    "primaryAddressKey" TEXT NOT NULL DEFAULT '',
    "database" TEXT,
    "addressPolicyEnabled" BOOLEAN NOT NULL DEFAULT true,
    "useDatabaseQuotaDefaults" BOOLEAN NOT NULL DEFAULT true,
    "issueWarningQuota" BIGINT,
    "prohibitSendQuota" BIGINT,
    "prohibitSendReceiveQuota" BIGINT,
    "mailboxBytes" BIGINT NOT NULL DEFAULT -1,
    "itemCount" INTEGER,
    "searchText" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProxyAddress" (
    "key" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "primary" BOOLEAN NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "ProxyAddress_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "DisconnectedMailbox" (
    "guid" UUID NOT NULL,
    "displayName" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "itemCount" INTEGER NOT NULL,
    "quotas" JSONB NOT NULL,
    "addresses" JSONB NOT NULL,
    "disconnectedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DisconnectedMailbox_pkey" PRIMARY KEY ("guid")
);

-- CreateTable
CREATE TABLE "DriveFile" (
    "pathKey" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DriveFile_pkey" PRIMARY KEY ("pathKey")
);

-- CreateTable
CREATE TABLE "Administrator" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Administrator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "administratorId" UUID NOT NULL,
    "userAgent" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "lockedUntil" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInThrottle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "error" JSONB,
    "stepCount" INTEGER NOT NULL,
    "doneCount" INTEGER NOT NULL DEFAULT 0,
    "undoOf" UUID,
    "key" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunStep" (
    "runId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "group" TEXT,
    "command" JSON NOT NULL,
    "state" TEXT NOT NULL,
    "output" JSON,
    "warnings" JSONB,
    "error" JSONB,
    "changes" JSON,
    "undo" JSON,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RunStep_pkey" PRIMARY KEY ("runId","index")
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "error" JSONB,
    "durationMs" INTEGER NOT NULL,
    "runId" UUID,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SiteObject_class_nameKey_key" ON "SiteObject"("class", "nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_logonKey_key" ON "User"("logonKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_aliasKey_key" ON "User"("aliasKey");

-- CreateIndex
CREATE INDEX "User_nameKey_id_idx" ON "User"("nameKey", "id");

-- CreateIndex
CREATE INDEX "User_logonKey_id_idx" ON "User"("logonKey", "id");

-- CreateIndex
CREATE INDEX "User_primaryAddressKey_id_idx" ON "User"("primaryAddressKey", "id");

-- CreateIndex
CREATE INDEX "User_mailboxBytes_id_idx" ON "User"("mailboxBytes", "id");

-- CreateIndex
CREATE INDEX "User_accessLevel_id_idx" ON "User"("accessLevel", "id");

-- CreateIndex
CREATE INDEX "User_enabled_id_idx" ON "User"("enabled", "id");

-- CreateIndex
CREATE INDEX "User_searchText_idx" ON "User" USING GIN ("searchText" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "ProxyAddress_userId_idx" ON "ProxyAddress"("userId");

-- CreateIndex
CREATE INDEX "DisconnectedMailbox_disconnectedAt_guid_idx" ON "DisconnectedMailbox"("disconnectedAt", "guid");

-- CreateIndex
CREATE UNIQUE INDEX "Administrator_emailKey_key" ON "Administrator"("emailKey");

-- CreateIndex
CREATE INDEX "Session_administratorId_endedAt_idx" ON "Session"("administratorId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Run_key_key" ON "Run"("key");

-- CreateIndex
CREATE INDEX "Run_createdAt_id_idx" ON "Run"("createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Run_state_idx" ON "Run"("state");

-- CreateIndex
CREATE INDEX "Activity_at_id_idx" ON "Activity"("at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Activity_actor_id_idx" ON "Activity"("actor", "id" DESC);

-- CreateIndex
CREATE INDEX "Activity_name_id_idx" ON "Activity"("name", "id" DESC);

-- CreateIndex
CREATE INDEX "Activity_succeeded_id_idx" ON "Activity"("succeeded", "id" DESC);

-- CreateIndex
CREATE INDEX "Activity_runId_idx" ON "Activity"("runId");

-- AddForeignKey
ALTER TABLE "ProxyAddress" ADD CONSTRAINT "ProxyAddress_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_administratorId_fkey" FOREIGN KEY ("administratorId") REFERENCES "Administrator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunStep" ADD CONSTRAINT "RunStep_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

