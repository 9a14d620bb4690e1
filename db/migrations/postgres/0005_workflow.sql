CREATE TABLE "analyses" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"scope_id" text,
	"scope_name" text NOT NULL,
	"audience" text NOT NULL,
	"title" text NOT NULL,
	"year" integer NOT NULL,
	"run_id" text NOT NULL,
	"template_version" integer NOT NULL,
	"state" text NOT NULL,
	"progress" integer NOT NULL,
	"attempts" integer NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"error" text,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"file_hash" text,
	"file_size" integer,
	"simulated" boolean NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "analysis_templates" (
	"kind" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analyses_scope_idx" ON "analyses" USING btree ("kind","scope_id","id");--> statement-breakpoint
CREATE INDEX "analyses_state_idx" ON "analyses" USING btree ("state","lease_until");