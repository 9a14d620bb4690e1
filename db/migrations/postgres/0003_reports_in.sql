ALTER TABLE "accounts" ADD COLUMN "personal_key" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "declarations_batch_idx" ON "declarations" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "destination_reports_batch_idx" ON "destination_reports" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "enrolment_reports_batch_idx" ON "enrolment_reports" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "intake_plans_batch_idx" ON "intake_plans" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "postings_batch_idx" ON "postings" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "projects_batch_idx" ON "projects" USING btree ("batch_id");