ALTER TABLE "adjustments" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "conference_members" ADD COLUMN "batch_id" text;--> statement-breakpoint
CREATE INDEX "adjustments_batch_idx" ON "adjustments" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "conference_members_batch_idx" ON "conference_members" USING btree ("batch_id");