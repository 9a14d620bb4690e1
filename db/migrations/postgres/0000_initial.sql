CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"organisation_id" text,
	"secret_hash" text NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue_versions" (
	"system_id" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"entry" jsonb NOT NULL,
	CONSTRAINT "catalogue_versions_system_id_code_pk" PRIMARY KEY("system_id","code")
);
--> statement-breakpoint
CREATE TABLE "chain_majors" (
	"chain_id" text NOT NULL,
	"major_code" text NOT NULL,
	"origin" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "chain_majors_chain_id_major_code_pk" PRIMARY KEY("chain_id","major_code")
);
--> statement-breakpoint
CREATE TABLE "chain_occupations" (
	"chain_id" text NOT NULL,
	"occupation_code" text NOT NULL,
	"segment_id" text,
	"origin" text NOT NULL,
	CONSTRAINT "chain_occupations_chain_id_occupation_code_pk" PRIMARY KEY("chain_id","occupation_code")
);
--> statement-breakpoint
CREATE TABLE "chain_segments" (
	"id" text PRIMARY KEY NOT NULL,
	"chain_id" text NOT NULL,
	"position" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chain_unmatched_majors" (
	"chain_id" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "chain_unmatched_majors_chain_id_name_pk" PRIMARY KEY("chain_id","name")
);
--> statement-breakpoint
CREATE TABLE "chains" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "code_systems" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"edition" text NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "crosswalk_links" (
	"major_code" text NOT NULL,
	"occupation_code" text NOT NULL,
	"strength" double precision NOT NULL,
	"origin" text NOT NULL,
	"edition" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "crosswalk_links_major_code_occupation_code_pk" PRIMARY KEY("major_code","occupation_code")
);
--> statement-breakpoint
CREATE TABLE "declarations" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"occupation_code" text NOT NULL,
	"year" integer NOT NULL,
	"nature" text DEFAULT 'stock' NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"headcount" integer NOT NULL,
	"expected_leavers" integer,
	"planned_hires" integer,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "employment_register" (
	"region_code" text NOT NULL,
	"chain_id" text NOT NULL,
	"size_class" text NOT NULL,
	"year" integer NOT NULL,
	"employees" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "employment_register_region_code_chain_id_size_class_year_pk" PRIMARY KEY("region_code","chain_id","size_class","year")
);
--> statement-breakpoint
CREATE TABLE "enrolment_grades" (
	"report_id" text NOT NULL,
	"grade" integer NOT NULL,
	"nature" text DEFAULT 'stock' NOT NULL,
	"enrolled" integer NOT NULL,
	CONSTRAINT "enrolment_grades_report_id_grade_pk" PRIMARY KEY("report_id","grade")
);
--> statement-breakpoint
CREATE TABLE "enrolment_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"plan" integer,
	"intake" integer NOT NULL,
	"graduates" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"run_id" text NOT NULL,
	"key" text NOT NULL,
	"region_code" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"class" text NOT NULL,
	"proposed_class" text NOT NULL,
	"previous_class" text,
	"first_year" integer NOT NULL,
	"last_year" integer NOT NULL,
	"probability" double precision NOT NULL,
	"ratio" double precision,
	"gap" double precision NOT NULL,
	"lo80" double precision NOT NULL,
	"hi80" double precision NOT NULL,
	"band" text NOT NULL,
	"grade" text NOT NULL,
	"urgency" double precision NOT NULL,
	"reasons" jsonb NOT NULL,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "flags_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "gaps" (
	"run_id" text NOT NULL,
	"key" text NOT NULL,
	"region_code" text NOT NULL,
	"chain_key" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"span" text NOT NULL,
	"window" text NOT NULL,
	"year" integer NOT NULL,
	"last_year" integer NOT NULL,
	"demand" double precision NOT NULL,
	"supply" double precision NOT NULL,
	"gap" double precision NOT NULL,
	"lo80" double precision NOT NULL,
	"hi80" double precision NOT NULL,
	"lo95" double precision NOT NULL,
	"hi95" double precision NOT NULL,
	"ratio" double precision,
	"probability" double precision NOT NULL,
	"band" text NOT NULL,
	"grade" text NOT NULL,
	"robust" boolean NOT NULL,
	"demand_series_id" text NOT NULL,
	"supply_series_id" text NOT NULL,
	CONSTRAINT "gaps_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "industries" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" integer NOT NULL,
	"parent_code" text,
	"system_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "majors" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"category_code" text NOT NULL,
	"category_name" text NOT NULL,
	"class_code" text NOT NULL,
	"class_name" text NOT NULL,
	"system_id" text NOT NULL,
	"retired" boolean DEFAULT false NOT NULL,
	"replaced_by" text
);
--> statement-breakpoint
CREATE TABLE "occupations" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"depth" integer NOT NULL,
	"group_code" text NOT NULL,
	"parent_code" text,
	"digital" boolean NOT NULL,
	"green" boolean NOT NULL,
	"system_id" text NOT NULL,
	"retired" boolean DEFAULT false NOT NULL,
	"replaced_by" text
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"credit_code" text,
	"region_code" text NOT NULL,
	"level" text,
	"ownership" text NOT NULL,
	"direction" text,
	"opened_year" integer,
	"closed_year" integer,
	"chain_id" text,
	"size_class" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"occupation_code" text NOT NULL,
	"opened_on" text NOT NULL,
	"year" integer NOT NULL,
	"nature" text DEFAULT 'flow' NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"headcount" integer NOT NULL,
	"experience_years" integer,
	"level" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"id" text PRIMARY KEY NOT NULL,
	"school_id" text NOT NULL,
	"major_code" text NOT NULL,
	"length_years" integer NOT NULL,
	"opened_year" integer,
	"closed_year" integer,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" integer NOT NULL,
	"parent_code" text,
	"system_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_forecasts" (
	"series_id" text NOT NULL,
	"year" integer NOT NULL,
	"mean" double precision NOT NULL,
	"lo80" double precision NOT NULL,
	"hi80" double precision NOT NULL,
	"lo95" double precision NOT NULL,
	"hi95" double precision NOT NULL,
	"spread" double precision NOT NULL,
	CONSTRAINT "run_forecasts_series_id_year_pk" PRIMARY KEY("series_id","year")
);
--> statement-breakpoint
CREATE TABLE "run_series" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"side" text NOT NULL,
	"region_code" text NOT NULL,
	"code" text NOT NULL,
	"nature" text NOT NULL,
	"unit" text NOT NULL,
	"first_year" integer NOT NULL,
	"history" jsonb NOT NULL,
	"level" double precision NOT NULL,
	"level_spread" double precision NOT NULL,
	"why" jsonb NOT NULL,
	"width_scores" jsonb NOT NULL,
	"coverage95" double precision,
	"simulated" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_snapshots" (
	"hash" text PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"no" integer NOT NULL,
	"range_from" integer NOT NULL,
	"range_to" integer NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"as_of_year" integer NOT NULL,
	"status" text NOT NULL,
	"stage" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"parameters" jsonb NOT NULL,
	"snapshot_hash" text,
	"engine_version" text NOT NULL,
	"previous_run_id" text,
	"summary" jsonb,
	"simulated" boolean NOT NULL,
	"error" text,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "school_totals" (
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"basis" text NOT NULL,
	"students" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "school_totals_school_id_year_basis_pk" PRIMARY KEY("school_id","year","basis")
);
--> statement-breakpoint
CREATE TABLE "series_breaks" (
	"id" text PRIMARY KEY NOT NULL,
	"side" text NOT NULL,
	"subject" text NOT NULL,
	"year" integer NOT NULL,
	"reason" text NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"organisation_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_versions" ADD CONSTRAINT "catalogue_versions_system_id_code_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."code_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_majors" ADD CONSTRAINT "chain_majors_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_majors" ADD CONSTRAINT "chain_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_occupations" ADD CONSTRAINT "chain_occupations_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_occupations" ADD CONSTRAINT "chain_occupations_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_occupations" ADD CONSTRAINT "chain_occupations_segment_id_chain_segments_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."chain_segments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_segments" ADD CONSTRAINT "chain_segments_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_unmatched_majors" ADD CONSTRAINT "chain_unmatched_majors_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chains" ADD CONSTRAINT "chains_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk_links" ADD CONSTRAINT "crosswalk_links_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk_links" ADD CONSTRAINT "crosswalk_links_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declarations" ADD CONSTRAINT "declarations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declarations" ADD CONSTRAINT "declarations_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employment_register" ADD CONSTRAINT "employment_register_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employment_register" ADD CONSTRAINT "employment_register_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment_grades" ADD CONSTRAINT "enrolment_grades_report_id_enrolment_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."enrolment_reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD CONSTRAINT "enrolment_reports_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD CONSTRAINT "enrolment_reports_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaps" ADD CONSTRAINT "gaps_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaps" ADD CONSTRAINT "gaps_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "industries" ADD CONSTRAINT "industries_system_id_code_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."code_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "majors" ADD CONSTRAINT "majors_system_id_code_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."code_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occupations" ADD CONSTRAINT "occupations_system_id_code_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."code_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_system_id_code_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."code_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_forecasts" ADD CONSTRAINT "run_forecasts_series_id_run_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."run_series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_series" ADD CONSTRAINT "run_series_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_tasks" ADD CONSTRAINT "run_tasks_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_totals" ADD CONSTRAINT "school_totals_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash_idx" ON "api_keys" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "audit_entity_idx" ON "audit_entries" USING btree ("entity","entity_id","id");--> statement-breakpoint
CREATE INDEX "chain_majors_major_idx" ON "chain_majors" USING btree ("major_code");--> statement-breakpoint
CREATE INDEX "chain_occupations_occupation_idx" ON "chain_occupations" USING btree ("occupation_code");--> statement-breakpoint
CREATE INDEX "chains_region_idx" ON "chains" USING btree ("region_code","number");--> statement-breakpoint
CREATE INDEX "crosswalk_occupation_idx" ON "crosswalk_links" USING btree ("occupation_code");--> statement-breakpoint
CREATE INDEX "declarations_key_idx" ON "declarations" USING btree ("occupation_code","organisation_id","year","id","headcount");--> statement-breakpoint
CREATE INDEX "declarations_organisation_idx" ON "declarations" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "declarations_year_idx" ON "declarations" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "enrolment_reports_key_idx" ON "enrolment_reports" USING btree ("programme_id","year","id");--> statement-breakpoint
CREATE INDEX "enrolment_reports_school_idx" ON "enrolment_reports" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "enrolment_reports_year_idx" ON "enrolment_reports" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "flags_class_idx" ON "flags" USING btree ("run_id","class","key");--> statement-breakpoint
CREATE INDEX "flags_major_idx" ON "flags" USING btree ("major_code","run_id");--> statement-breakpoint
CREATE INDEX "gaps_gap_idx" ON "gaps" USING btree ("run_id","span","chain_key","gap","key");--> statement-breakpoint
CREATE INDEX "gaps_year_idx" ON "gaps" USING btree ("run_id","span","chain_key","year","key");--> statement-breakpoint
CREATE INDEX "gaps_major_idx" ON "gaps" USING btree ("run_id","major_code","key");--> statement-breakpoint
CREATE INDEX "majors_level_idx" ON "majors" USING btree ("level","code");--> statement-breakpoint
CREATE INDEX "occupations_group_idx" ON "occupations" USING btree ("group_code","code");--> statement-breakpoint
CREATE INDEX "organisations_kind_idx" ON "organisations" USING btree ("kind","region_code","name");--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_credit_idx" ON "organisations" USING btree ("credit_code");--> statement-breakpoint
CREATE INDEX "organisations_chain_idx" ON "organisations" USING btree ("chain_id","size_class");--> statement-breakpoint
CREATE INDEX "postings_key_idx" ON "postings" USING btree ("occupation_code","organisation_id","opened_on","id");--> statement-breakpoint
CREATE INDEX "postings_organisation_idx" ON "postings" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "postings_year_idx" ON "postings" USING btree ("year","id");--> statement-breakpoint
CREATE UNIQUE INDEX "programmes_school_major_idx" ON "programmes" USING btree ("school_id","major_code");--> statement-breakpoint
CREATE INDEX "programmes_major_idx" ON "programmes" USING btree ("major_code","id");--> statement-breakpoint
CREATE UNIQUE INDEX "run_series_key_idx" ON "run_series" USING btree ("run_id","side","region_code","code");--> statement-breakpoint
CREATE UNIQUE INDEX "run_tasks_unit_idx" ON "run_tasks" USING btree ("run_id","kind","no");--> statement-breakpoint
CREATE INDEX "run_tasks_status_idx" ON "run_tasks" USING btree ("status","lease_until");--> statement-breakpoint
CREATE INDEX "runs_status_idx" ON "runs" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "runs_region_idx" ON "runs" USING btree ("region_code","as_of_year","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "series_breaks_subject_idx" ON "series_breaks" USING btree ("side","subject","year");