CREATE TABLE "destination_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"local_job" integer NOT NULL,
	"other_region" integer NOT NULL,
	"further_study" integer NOT NULL,
	"military" integer NOT NULL,
	"unemployed" integer NOT NULL,
	"in_field" integer,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake_plans" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"plan" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pathways" (
	"id" text PRIMARY KEY NOT NULL,
	"from_programme_id" text NOT NULL,
	"to_programme_id" text NOT NULL,
	"share" double precision NOT NULL,
	"seats" integer,
	"first_year" integer NOT NULL,
	"closed_year" integer,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "destination_reports" ADD CONSTRAINT "destination_reports_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "destination_reports" ADD CONSTRAINT "destination_reports_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_plans" ADD CONSTRAINT "intake_plans_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_plans" ADD CONSTRAINT "intake_plans_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathways" ADD CONSTRAINT "pathways_from_programme_id_programmes_id_fk" FOREIGN KEY ("from_programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathways" ADD CONSTRAINT "pathways_to_programme_id_programmes_id_fk" FOREIGN KEY ("to_programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "destination_reports_key_idx" ON "destination_reports" USING btree ("programme_id","year","id");--> statement-breakpoint
CREATE INDEX "destination_reports_school_idx" ON "destination_reports" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "destination_reports_year_idx" ON "destination_reports" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "intake_plans_key_idx" ON "intake_plans" USING btree ("programme_id","year","id");--> statement-breakpoint
CREATE INDEX "intake_plans_school_idx" ON "intake_plans" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "intake_plans_year_idx" ON "intake_plans" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "pathways_from_idx" ON "pathways" USING btree ("from_programme_id","id");--> statement-breakpoint
CREATE INDEX "pathways_to_idx" ON "pathways" USING btree ("to_programme_id","id");