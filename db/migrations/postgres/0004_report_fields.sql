ALTER TABLE "declarations" ADD COLUMN "open_to_new_graduates" integer;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "internships" integer;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "job_title" text;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD COLUMN "first_choice_rate" double precision;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD COLUMN "registration_rate" double precision;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "job_title" text;