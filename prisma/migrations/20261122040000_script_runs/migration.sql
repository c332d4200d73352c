-- Scripts, and the lines typed in the shell that changed something.
CREATE TABLE "ScriptRun" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "output" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "commandCount" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ScriptRun_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ScriptRun_startedAt_id_idx" ON "ScriptRun"("startedAt" DESC, "id");
CREATE INDEX "ScriptRun_state_idx" ON "ScriptRun"("state");

ALTER TABLE "Activity" ADD COLUMN "scriptRunId" UUID;
CREATE INDEX "Activity_scriptRunId_idx" ON "Activity"("scriptRunId");
