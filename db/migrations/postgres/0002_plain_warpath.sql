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
ALTER TABLE "rule_findings" ADD CONSTRAINT "rule_findings_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_survival" ADD CONSTRAINT "run_survival_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_requests" ADD CONSTRAINT "seat_requests_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_requests" ADD CONSTRAINT "seat_requests_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_requests" ADD CONSTRAINT "seat_requests_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_findings_rule_idx" ON "rule_findings" USING btree ("run_id","rule_id","key");--> statement-breakpoint
CREATE INDEX "rule_findings_major_idx" ON "rule_findings" USING btree ("run_id","major_code","outcome","key");--> statement-breakpoint
CREATE INDEX "rule_overrides_rule_idx" ON "rule_overrides" USING btree ("rule_id","id");--> statement-breakpoint
CREATE INDEX "run_survival_level_idx" ON "run_survival" USING btree ("run_id","level","programme_id");--> statement-breakpoint
CREATE INDEX "seat_requests_major_idx" ON "seat_requests" USING btree ("major_code","status","entry_year","id");--> statement-breakpoint
CREATE INDEX "seat_requests_school_idx" ON "seat_requests" USING btree ("school_id","id");