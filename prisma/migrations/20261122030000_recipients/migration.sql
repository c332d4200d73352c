-- What a directory knows of a user beside the columns that lists sort and search by.
ALTER TABLE "User" ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}';

-- Groups, contacts and mail users are objects; their aliases and addresses are unique together with those of users.
ALTER TABLE "SiteObject" ADD COLUMN "aliasKey" TEXT;
CREATE UNIQUE INDEX "SiteObject_aliasKey_key" ON "SiteObject"("aliasKey");

ALTER TABLE "ProxyAddress" ALTER COLUMN "userId" DROP NOT NULL;
ALTER TABLE "ProxyAddress" ADD COLUMN "objectId" UUID;
ALTER TABLE "ProxyAddress" ADD CONSTRAINT "ProxyAddress_one_holder" CHECK (("userId" IS NULL) <> ("objectId" IS NULL));
ALTER TABLE "ProxyAddress" ADD CONSTRAINT "ProxyAddress_objectId_fkey" FOREIGN KEY ("objectId") REFERENCES "SiteObject"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "ProxyAddress_objectId_idx" ON "ProxyAddress"("objectId");

-- A name (cn) that differs from the display name identifies a user, too.
CREATE INDEX "User_cn_idx" ON "User"(lower("attributes" ->> 'cn')) WHERE "attributes" ? 'cn';
