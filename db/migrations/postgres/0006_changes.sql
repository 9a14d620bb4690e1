CREATE TABLE "adjustment_targets" (
	"region_code" text NOT NULL,
	"action" text NOT NULL,
	"level" text NOT NULL,
	"from_year" integer NOT NULL,
	"to_year" integer NOT NULL,
	"majors" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "adjustment_targets_region_code_from_year_to_year_action_level_pk" PRIMARY KEY("region_code","from_year","to_year","action","level")
);
--> statement-breakpoint
CREATE TABLE "key_list_majors" (
	"list_id" text NOT NULL,
	"major_code" text NOT NULL,
	"major_name" text NOT NULL,
	"level" text NOT NULL,
	"evidence" jsonb,
	CONSTRAINT "key_list_majors_list_id_major_code_pk" PRIMARY KEY("list_id","major_code")
);
--> statement-breakpoint
CREATE TABLE "key_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"from_year" integer NOT NULL,
	"to_year" integer NOT NULL,
	"basis" text NOT NULL,
	"run_id" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"resolution_number" text,
	"decided_on" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programme_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"school_id" text NOT NULL,
	"programme_id" text,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"change" text NOT NULL,
	"from_year" integer NOT NULL,
	"seats_before" integer,
	"seats_after" integer,
	"new_name" text,
	"reasons" text NOT NULL,
	"costs" jsonb NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"run_id" text,
	"evidence" jsonb,
	"evidence_hash" text,
	"reason" text,
	"docket_id" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "key_list_majors" ADD CONSTRAINT "key_list_majors_list_id_key_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."key_lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_list_majors" ADD CONSTRAINT "key_list_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_changes" ADD CONSTRAINT "programme_changes_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_changes" ADD CONSTRAINT "programme_changes_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_changes" ADD CONSTRAINT "programme_changes_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "key_list_majors_major_idx" ON "key_list_majors" USING btree ("major_code");--> statement-breakpoint
CREATE INDEX "key_lists_state_idx" ON "key_lists" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "programme_changes_school_idx" ON "programme_changes" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "programme_changes_major_idx" ON "programme_changes" USING btree ("major_code","state");--> statement-breakpoint
CREATE INDEX "programme_changes_state_idx" ON "programme_changes" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "adjustments_order_idx" ON "adjustments" USING btree ("year","id");