CREATE TABLE "publications" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"region_code" text NOT NULL,
	"region_name" text NOT NULL,
	"run_id" text NOT NULL,
	"note" text,
	"licence" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"as_of_year" integer NOT NULL,
	"engine_version" text NOT NULL,
	"simulated" boolean NOT NULL,
	"fewest_enterprises" integer NOT NULL,
	"smallest_cell" integer NOT NULL,
	"rounded_to" integer NOT NULL,
	"figures" integer NOT NULL,
	"digest" text NOT NULL,
	"published_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp (3) with time zone,
	"withdraw_reason" text
);
--> statement-breakpoint
CREATE TABLE "published_figures" (
	"publication_id" text NOT NULL,
	"place" integer NOT NULL,
	"cut" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" text,
	"category" text,
	"chains" text NOT NULL,
	"first_year" integer NOT NULL,
	"last_year" integer NOT NULL,
	"band" text,
	"gap_low" integer,
	"gap_high" integer,
	"grade" text,
	"flag" text,
	"withheld" text,
	CONSTRAINT "published_figures_publication_id_place_pk" PRIMARY KEY("publication_id","place")
);
--> statement-breakpoint
CREATE TABLE "run_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"parameter" text,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"engine_version" text NOT NULL,
	"result" jsonb,
	"error" text,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_figures" ADD CONSTRAINT "published_figures_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_checks" ADD CONSTRAINT "run_checks_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publications_valid_idx" ON "publications" USING btree ("region_code","valid_from","id");--> statement-breakpoint
CREATE INDEX "publications_run_idx" ON "publications" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "published_figures_cut_idx" ON "published_figures" USING btree ("publication_id","cut","place");--> statement-breakpoint
CREATE INDEX "run_checks_run_idx" ON "run_checks" USING btree ("run_id","kind","id");--> statement-breakpoint
CREATE INDEX "run_checks_state_idx" ON "run_checks" USING btree ("state","lease_until");