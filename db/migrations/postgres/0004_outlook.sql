CREATE TABLE "inflows" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"major_code" text NOT NULL,
	"year" integer NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"persons" integer NOT NULL,
	"reason" text NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	"occupation_code" text NOT NULL,
	"commissioning_year" integer NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"planned_headcount" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "inflows" ADD CONSTRAINT "inflows_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inflows" ADD CONSTRAINT "inflows_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inflows_key_idx" ON "inflows" USING btree ("region_code","major_code","year","id");--> statement-breakpoint
CREATE INDEX "projects_key_idx" ON "projects" USING btree ("organisation_id","name","occupation_code","id");