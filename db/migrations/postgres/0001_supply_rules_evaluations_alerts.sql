CREATE TABLE "alert_acknowledgements" (
	"alert_id" text PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"previous_run_id" text NOT NULL,
	"key" text NOT NULL,
	"region_code" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"severity" text NOT NULL,
	"as_of_year" integer NOT NULL,
	"sentences" jsonb NOT NULL,
	"simulated" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_run_id" text,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "crosswalk_edits" (
	"id" text PRIMARY KEY NOT NULL,
	"major_code" text NOT NULL,
	"occupation_code" text NOT NULL,
	"strength" double precision,
	"low" double precision,
	"high" double precision,
	"reason" text NOT NULL,
	"author" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undoes" text
);
--> statement-breakpoint
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
CREATE TABLE "flag_evaluations" (
	"run_id" text NOT NULL,
	"against_run_id" text NOT NULL,
	"region_code" text NOT NULL,
	"simulated" boolean NOT NULL,
	"key" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"class" text NOT NULL,
	"proposed_class" text NOT NULL,
	"direction" text NOT NULL,
	"first_year" integer NOT NULL,
	"last_year" integer NOT NULL,
	"observed_years" integer NOT NULL,
	"demand" double precision,
	"supply" double precision,
	"outcome" text NOT NULL,
	CONSTRAINT "flag_evaluations_run_id_against_run_id_key_pk" PRIMARY KEY("run_id","against_run_id","key")
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
CREATE TABLE "rule_findings" (
	"run_id" text NOT NULL,
	"key" text NOT NULL,
	"rule_id" text NOT NULL,
	"rule_version" integer NOT NULL,
	"edited" jsonb NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_name" text NOT NULL,
	"major_code" text,
	"level" text,
	"outcome" text NOT NULL,
	"step" text,
	"direction" text NOT NULL,
	"numbers" jsonb NOT NULL,
	"missing" jsonb NOT NULL,
	"reason" jsonb NOT NULL,
	CONSTRAINT "rule_findings_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "rule_overrides" (
	"id" text PRIMARY KEY NOT NULL,
	"rule_id" text NOT NULL,
	"rule_version" integer NOT NULL,
	"thresholds" jsonb NOT NULL,
	"note" text,
	"author" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_evaluations" (
	"run_id" text NOT NULL,
	"against_run_id" text NOT NULL,
	"region_code" text NOT NULL,
	"simulated" boolean NOT NULL,
	"as_of_year" integer NOT NULL,
	"against_year" integer NOT NULL,
	"side" text NOT NULL,
	"years_ahead" integer NOT NULL,
	"n" integer NOT NULL,
	"mae" double precision NOT NULL,
	"naive_mae" double precision NOT NULL,
	"ratio" double precision,
	"coverage80" double precision NOT NULL,
	"coverage95" double precision NOT NULL,
	"bias" double precision NOT NULL,
	"misses" jsonb NOT NULL,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "run_evaluations_run_id_against_run_id_side_years_ahead_pk" PRIMARY KEY("run_id","against_run_id","side","years_ahead")
);
--> statement-breakpoint
CREATE TABLE "run_survival" (
	"run_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"survival" double precision NOT NULL,
	"basis" double precision NOT NULL,
	CONSTRAINT "run_survival_run_id_programme_id_pk" PRIMARY KEY("run_id","programme_id")
);
--> statement-breakpoint
CREATE TABLE "seat_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"school_id" text NOT NULL,
	"major_code" text NOT NULL,
	"programme_id" text,
	"entry_year" integer NOT NULL,
	"base_year" integer NOT NULL,
	"seats" integer NOT NULL,
	"status" text NOT NULL,
	"note" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_note" text
);
--> statement-breakpoint
ALTER TABLE "alert_acknowledgements" ADD CONSTRAINT "alert_acknowledgements_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk_edits" ADD CONSTRAINT "crosswalk_edits_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crosswalk_edits" ADD CONSTRAINT "crosswalk_edits_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "destination_reports" ADD CONSTRAINT "destination_reports_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "destination_reports" ADD CONSTRAINT "destination_reports_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_evaluations" ADD CONSTRAINT "flag_evaluations_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_evaluations" ADD CONSTRAINT "flag_evaluations_against_run_id_runs_id_fk" FOREIGN KEY ("against_run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_evaluations" ADD CONSTRAINT "flag_evaluations_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_plans" ADD CONSTRAINT "intake_plans_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_plans" ADD CONSTRAINT "intake_plans_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathways" ADD CONSTRAINT "pathways_from_programme_id_programmes_id_fk" FOREIGN KEY ("from_programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathways" ADD CONSTRAINT "pathways_to_programme_id_programmes_id_fk" FOREIGN KEY ("to_programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_findings" ADD CONSTRAINT "rule_findings_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_evaluations" ADD CONSTRAINT "run_evaluations_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_evaluations" ADD CONSTRAINT "run_evaluations_against_run_id_runs_id_fk" FOREIGN KEY ("against_run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_survival" ADD CONSTRAINT "run_survival_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_requests" ADD CONSTRAINT "seat_requests_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_requests" ADD CONSTRAINT "seat_requests_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_requests" ADD CONSTRAINT "seat_requests_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_holding_idx" ON "alerts" USING btree ("region_code","key") WHERE ended_run_id is null;--> statement-breakpoint
CREATE INDEX "alerts_run_idx" ON "alerts" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "alerts_major_idx" ON "alerts" USING btree ("major_code","id");--> statement-breakpoint
CREATE INDEX "crosswalk_edits_link_idx" ON "crosswalk_edits" USING btree ("major_code","occupation_code","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crosswalk_edits_undoes_idx" ON "crosswalk_edits" USING btree ("undoes");--> statement-breakpoint
CREATE INDEX "destination_reports_key_idx" ON "destination_reports" USING btree ("programme_id","year","id");--> statement-breakpoint
CREATE INDEX "destination_reports_school_idx" ON "destination_reports" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "destination_reports_year_idx" ON "destination_reports" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "flag_evaluations_against_idx" ON "flag_evaluations" USING btree ("against_run_id","outcome");--> statement-breakpoint
CREATE INDEX "intake_plans_key_idx" ON "intake_plans" USING btree ("programme_id","year","id");--> statement-breakpoint
CREATE INDEX "intake_plans_school_idx" ON "intake_plans" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "intake_plans_year_idx" ON "intake_plans" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "pathways_from_idx" ON "pathways" USING btree ("from_programme_id","id");--> statement-breakpoint
CREATE INDEX "pathways_to_idx" ON "pathways" USING btree ("to_programme_id","id");--> statement-breakpoint
CREATE INDEX "rule_findings_rule_idx" ON "rule_findings" USING btree ("run_id","rule_id","key");--> statement-breakpoint
CREATE INDEX "rule_findings_major_idx" ON "rule_findings" USING btree ("run_id","major_code","outcome","key");--> statement-breakpoint
CREATE INDEX "rule_overrides_rule_idx" ON "rule_overrides" USING btree ("rule_id","id");--> statement-breakpoint
CREATE INDEX "run_evaluations_against_idx" ON "run_evaluations" USING btree ("against_run_id");--> statement-breakpoint
CREATE INDEX "run_survival_level_idx" ON "run_survival" USING btree ("run_id","level","programme_id");--> statement-breakpoint
CREATE INDEX "seat_requests_major_idx" ON "seat_requests" USING btree ("major_code","status","entry_year","id");--> statement-breakpoint
CREATE INDEX "seat_requests_school_idx" ON "seat_requests" USING btree ("school_id","id");