ALTER TABLE "posting_outcomes" ADD COLUMN "new_graduates" integer;--> statement-breakpoint
ALTER TABLE "posting_outcomes" ADD COLUMN "same_occupation" integer;