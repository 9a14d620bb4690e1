CREATE TABLE "adjustments" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"year" integer NOT NULL,
	"school_id" text NOT NULL,
	"programme_id" text,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"change" text NOT NULL,
	"seats_before" integer,
	"seats_after" integer,
	"new_name" text,
	"basis" text NOT NULL,
	"docket_id" text,
	"resolution_number" text,
	"decided_on" text NOT NULL,
	"takes_back_id" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"added_by" text NOT NULL,
	"organisation_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "bulletins" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"period" integer NOT NULL,
	"edition" integer NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"membership_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "docket_measures" (
	"id" text PRIMARY KEY NOT NULL,
	"docket_id" text NOT NULL,
	"school_id" text NOT NULL,
	"programme_id" text,
	"change" text NOT NULL,
	"from_year" integer NOT NULL,
	"seats_before" integer,
	"seats_after" integer,
	"new_name" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "dockets" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"origin" text NOT NULL,
	"change_id" text,
	"run_id" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"flag_class" text,
	"evidence" jsonb NOT NULL,
	"evidence_hash" text NOT NULL,
	"opinion" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"outcome" text,
	"resolution_id" text,
	"resolution_number" text,
	"decided_on" text,
	"review_on" text,
	"review" jsonb,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "state_moves" (
	"id" text PRIMARY KEY NOT NULL,
	"workflow" text NOT NULL,
	"subject_id" text NOT NULL,
	"event" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "task_reminders" (
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	"day" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_reminders_subject_kind_day_pk" PRIMARY KEY("subject","kind","day")
);
--> statement-breakpoint
CREATE TABLE "task_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"unit_name" text,
	"organisation_id" text,
	"leads" boolean NOT NULL,
	"progress" integer NOT NULL,
	"text" text NOT NULL,
	"simulated" boolean NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"document" text NOT NULL,
	"year" integer,
	"lines" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_units" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"organisation_id" text,
	"name" text NOT NULL,
	"leads" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"origin" text NOT NULL,
	"origin_id" text,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"due_on" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"progress" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "docket_measures" ADD CONSTRAINT "docket_measures_docket_id_dockets_id_fk" FOREIGN KEY ("docket_id") REFERENCES "public"."dockets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "docket_measures" ADD CONSTRAINT "docket_measures_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "docket_measures" ADD CONSTRAINT "docket_measures_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dockets" ADD CONSTRAINT "dockets_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_reports" ADD CONSTRAINT "task_reports_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_reports" ADD CONSTRAINT "task_reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_units" ADD CONSTRAINT "task_units_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_units" ADD CONSTRAINT "task_units_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adjustments_year_idx" ON "adjustments" USING btree ("region_code","year","id");--> statement-breakpoint
CREATE INDEX "adjustments_school_idx" ON "adjustments" USING btree ("school_id","year","id");--> statement-breakpoint
CREATE INDEX "adjustments_major_idx" ON "adjustments" USING btree ("major_code","year","id");--> statement-breakpoint
CREATE INDEX "adjustments_docket_idx" ON "adjustments" USING btree ("docket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "adjustments_takes_back_idx" ON "adjustments" USING btree ("takes_back_id");--> statement-breakpoint
CREATE INDEX "attachments_subject_idx" ON "attachments" USING btree ("kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "attachments_content_idx" ON "attachments" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "bulletins_period_idx" ON "bulletins" USING btree ("region_code","kind","year","period","edition");--> statement-breakpoint
CREATE INDEX "bulletins_state_idx" ON "bulletins" USING btree ("state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_secret_idx" ON "calendar_feeds" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "calendar_feeds_membership_idx" ON "calendar_feeds" USING btree ("membership_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "docket_measures_school_idx" ON "docket_measures" USING btree ("docket_id","school_id","change");--> statement-breakpoint
CREATE UNIQUE INDEX "dockets_number_idx" ON "dockets" USING btree ("region_code","year","number");--> statement-breakpoint
CREATE INDEX "dockets_state_idx" ON "dockets" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "dockets_major_idx" ON "dockets" USING btree ("major_code","id");--> statement-breakpoint
CREATE INDEX "dockets_change_idx" ON "dockets" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "state_moves_subject_idx" ON "state_moves" USING btree ("workflow","subject_id","id");--> statement-breakpoint
CREATE INDEX "task_reports_task_idx" ON "task_reports" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "task_reports_at_idx" ON "task_reports" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "task_templates_name_idx" ON "task_templates" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "task_units_name_idx" ON "task_units" USING btree ("task_id","name");--> statement-breakpoint
CREATE INDEX "task_units_organisation_idx" ON "task_units" USING btree ("organisation_id","task_id");--> statement-breakpoint
CREATE INDEX "tasks_state_idx" ON "tasks" USING btree ("state","due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_origin_idx" ON "tasks" USING btree ("region_code","origin","origin_id");