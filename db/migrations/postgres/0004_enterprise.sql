CREATE TABLE "internship_exemptions" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"year" integer NOT NULL,
	"reason" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp (3) with time zone,
	"ended" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "teacher_practice" integer;--> statement-breakpoint
ALTER TABLE "internship_exemptions" ADD CONSTRAINT "internship_exemptions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "internship_exemptions_standing_idx" ON "internship_exemptions" USING btree ("organisation_id","year","ended");--> statement-breakpoint
CREATE INDEX "internship_exemptions_year_idx" ON "internship_exemptions" USING btree ("year","id");